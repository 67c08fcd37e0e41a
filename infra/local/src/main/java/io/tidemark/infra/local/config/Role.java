package io.tidemark.infra.local.config;

/** As whom a process speaks to ClickHouse. */
public enum Role {
    /** Owns the tables: the streaming job and batch jobs. */
    OWNER,
    /** Reads for the REST API. */
    API,
    /** Reads views only, within limits: people and notebooks. */
    ANALYST
}
