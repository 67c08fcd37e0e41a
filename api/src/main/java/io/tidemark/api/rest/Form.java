package io.tidemark.api.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** The forms of an answer. */
enum Form {
    JSON(MediaType.APPLICATION_JSON),
    CSV(Form.TEXT_CSV);

    static final String TEXT_CSV = "text/csv";

    private final String mediaType;

    Form(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** The one that the caller likes best; JSON where it does not say. The framework has refused everything else. */
    static Form of(HttpHeaders headers) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            for (Form form : values()) {
                if (accepted.isCompatible(MediaType.valueOf(form.mediaType))) {
                    return form;
                }
            }
        }
        return JSON;
    }
}
