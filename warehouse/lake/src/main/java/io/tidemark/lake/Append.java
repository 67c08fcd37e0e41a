package io.tidemark.lake;

import java.util.OptionalLong;

/**
 * What an append did.
 *
 * @param version the table's version that it made; absent when there was nothing to land or when an earlier try, whose answer was
 *     lost, had already landed it
 * @param records log records that this append covers; @param rows those of them that are rows
 */
public record Append(OptionalLong version, long records, long rows) {}
