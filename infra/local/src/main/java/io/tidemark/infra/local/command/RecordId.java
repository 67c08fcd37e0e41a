package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names a record of the log, as {@code topic/epoch/partition/offset}. */
record RecordId(String topic, int epoch, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9._-]+)/(\\d{1,9})/(\\d{1,9})/(\\d{1,18})");

    /** @throws IllegalArgumentException that says how an id looks */
    static RecordId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a record's id is topic/epoch/partition/offset, like trades/0/1/4217, was '" + text + "'");
        }
        return new RecordId(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Long.parseLong(matcher.group(4)));
    }

    /** Of a row with these columns. */
    static RecordId of(JsonNode row) {
        return new RecordId(
                row.path("topic").asText(),
                row.path("topic_epoch").asInt(),
                row.path("partition").asInt(),
                row.path("offset").asLong());
    }

    @Override
    public String toString() {
        return topic + "/" + epoch + "/" + partition + "/" + offset;
    }
}
