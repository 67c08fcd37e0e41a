package io.tidemark.api.problem;

import io.tidemark.api.text.JsonAnswer;
import java.util.List;
import java.util.Map;

/** A problem as {@code application/problem+json}. */
public final class ProblemJson {
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemJson() {}

    /** @param instance the request that met it: its path */
    public static byte[] of(Problem problem, String instance) {
        return JsonAnswer.object(512, json -> {
            json.writeStringField("type", problem.type());
            json.writeStringField("title", problem.title());
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", problem.detail());
            json.writeStringField("instance", instance);
            json.writeStringField("remedy", problem.remedy());
            for (Map.Entry<String, List<String>> choices : problem.choices().entrySet()) {
                json.writeArrayFieldStart(choices.getKey());
                for (String choice : choices.getValue()) {
                    json.writeString(choice);
                }
                json.writeEndArray();
            }
        });
    }
}
