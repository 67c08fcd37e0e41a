package io.tidemark.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The released schemas, each a file that is never edited: a change is a new version beside it, in the list below, so that every
 * reader finds every writer's schema by its fingerprint.
 */
public final class WireSchemas {
    private static final MessageFormat TRADES = released("trade-v1");
    private static final MessageFormat QUOTES = released("quote-v1");
    private static final MessageFormat BARS = released("bar-v1");
    private static final MessageFormat BOOKS = released("book-v1");
    private static final MessageFormat PRICES = released("price-v1");
    private static final MessageFormat FEED_EVENTS = released("feed-event-v1");
    private static final MessageFormat NEWS = released("news-v1");

    private WireSchemas() {}

    /** The schema that trades are written with. */
    public static Schema trade() {
        return TRADES.current();
    }

    /** The schema that quotes are written with. */
    public static Schema quote() {
        return QUOTES.current();
    }

    /** The schema that bars are written with. */
    public static Schema bar() {
        return BARS.current();
    }

    /** The schema that order books are written with. */
    public static Schema book() {
        return BOOKS.current();
    }

    /** The schema that polled prices are written with. */
    public static Schema price() {
        return PRICES.current();
    }

    /** The schema that feed events are written with. */
    public static Schema feedEvent() {
        return FEED_EVENTS.current();
    }

    /** The schema that news are written with. */
    public static Schema news() {
        return NEWS.current();
    }

    static MessageFormat trades() {
        return TRADES;
    }

    static MessageFormat quotes() {
        return QUOTES;
    }

    static MessageFormat bars() {
        return BARS;
    }

    static MessageFormat books() {
        return BOOKS;
    }

    static MessageFormat prices() {
        return PRICES;
    }

    static MessageFormat feedEvents() {
        return FEED_EVENTS;
    }

    static MessageFormat newsItems() {
        return NEWS;
    }

    /** @param names files in the order of their versions; the last is the current one */
    private static MessageFormat released(String... names) {
        List<Schema> schemas = List.of(names).stream().map(WireSchemas::parse).toList();
        return new MessageFormat(schemas.get(schemas.size() - 1), schemas);
    }

    private static Schema parse(String name) {
        String file = name + ".avsc";
        try (InputStream stream = WireSchemas.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("schema " + file + " is not in the jar: build warehouse/wire again");
            }
            return new Schema.Parser().parse(stream);
        } catch (IOException failed) {
            throw new UncheckedIOException("schema " + file + " cannot be read", failed);
        }
    }
}
