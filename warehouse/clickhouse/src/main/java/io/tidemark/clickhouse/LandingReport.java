package io.tidemark.clickhouse;

/**
 * What landing a range did.
 *
 * @param inserted rows that this call found missing and wrote; @param alreadyPresent rows that were there before
 */
public record LandingReport(long inserted, long alreadyPresent) {}
