package io.tidemark.feed.load;

/** A row of which not even a message can be made; it is published as it is, for quarantine. */
final class BadRowException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRowException(String message) {
        // Bad rows are data, and there may be millions of them.
        super(message, null, false, false);
    }
}
