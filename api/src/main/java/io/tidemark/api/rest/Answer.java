package io.tidemark.api.rest;

import io.tidemark.api.text.CsvAnswer;
import io.tidemark.api.text.JsonAnswer;
import io.tidemark.api.text.RowShape;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** A table as an answer: the same rows in JSON and CSV, and where the next page is. */
final class Answer {
    private static final int BYTES_PER_ROW = 400;

    private Answer() {}

    /**
     * A page of rows.
     *
     * @param field the field of the JSON object that holds the rows; @param head writes the fields before it
     * @param next cursor of the next page, where there is one; CSV carries it as a Link header, as does JSON
     */
    static <T> Response page(
            HttpHeaders headers,
            UriInfo uri,
            JsonAnswer.Body head,
            String field,
            RowShape<T> shape,
            List<T> rows,
            Optional<String> next) {
        Form form = Form.of(headers);
        byte[] body = form == Form.CSV
                ? CsvAnswer.rows(shape, rows)
                : JsonAnswer.object(256 + BYTES_PER_ROW * rows.size(), json -> {
                    head.write(json);
                    JsonAnswer.rows(json, field, shape, rows);
                    if (next.isPresent()) {
                        json.writeStringField("next", next.get());
                    } else {
                        json.writeNullField("next");
                    }
                });
        Response.ResponseBuilder answer = of(form, body);
        next.ifPresent(cursor -> answer.header(
                HttpHeaders.LINK,
                "<"
                        + uri.getRequestUriBuilder()
                                .replaceQueryParam("cursor", cursor)
                                .build() + ">; rel=\"next\""));
        return answer.build();
    }

    /** One row: an object in JSON, a header and a line in CSV. */
    static <T> Response one(HttpHeaders headers, RowShape<T> shape, T row, JsonAnswer.Body json) {
        Form form = Form.of(headers);
        return of(form, form == Form.CSV ? CsvAnswer.rows(shape, List.of(row)) : JsonAnswer.object(1_024, json))
                .build();
    }

    private static Response.ResponseBuilder of(Form form, byte[] body) {
        return Response.ok(body, form.mediaType()).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
}
