package io.tidemark.api.health;

/**
 * One look at something that the API depends on.
 *
 * @param detail what it answered, or why it did not
 */
public record Dependency(String name, String endpoint, boolean isUp, String detail, long millis) {}
