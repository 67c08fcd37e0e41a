package io.tidemark.wire;

/** Bytes that are not a message, or a message that no event can be made of. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    WireException(Reason reason, String detail) {
        // Bad input is data, and a flood of it must not cost a stack trace each.
        super(detail, null, false, false);
        this.reason = reason;
    }

    static WireException malformed(String detail) {
        return new WireException(Reason.MALFORMED, detail);
    }

    public Reason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
