CREATE TABLE IF NOT EXISTS schema_migrations
(
    version Int32 COMMENT 'Number in the name of the migration',
    name String COMMENT 'File name of the migration',
    checksum String COMMENT 'SHA-256 of the file',
    steps Int32 COMMENT 'Statements of it that have been run',
    statements Int32 COMMENT 'Statements that it has',
    applied_at DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When the last of them ended'
)
ENGINE = MergeTree
ORDER BY (version, steps)
COMMENT 'Which migrations this database has seen, a row per statement'
