package io.tidemark.wire;

/** What a record is: an event, or rejected with a reason. A pure function of its bytes, topic and append time. */
public sealed interface Verdict<T> {
    /** A valid event. */
    record Accepted<T>(T event) implements Verdict<T> {}

    /**
     * Not an event.
     *
     * @param detail what was wrong and the value that was
     */
    record Rejected<T>(Reason reason, String detail) implements Verdict<T> {}
}
