package io.tidemark.wire;

import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.FeedEventKind;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Int128;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Seeded messages whose fields take any value that the wire can carry, not only values that make sense. */
final class RandomMessages {
    private static final String[] TEXTS = {"", "P", "@F I", "sim:S0042-USD", "día 日本 \uD83D\uDE00", "x".repeat(300)};

    private final Random random;

    RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    TradeMessage trade() {
        return new TradeMessage(
                text(),
                random.nextInt(),
                number(),
                random.nextInt(),
                any(TradeAction.values()),
                optional(),
                number(),
                any(TimeSource.values()),
                number(),
                number(),
                random.nextInt(20) - 2,
                number(),
                random.nextInt(20) - 2,
                any(Aggressor.values()),
                text(),
                text(),
                text(),
                random.nextInt(),
                any(Origin.values()),
                text(),
                optional());
    }

    QuoteMessage quote() {
        return new QuoteMessage(
                text(),
                optional(),
                optional(),
                number(),
                any(TimeSource.values()),
                number(),
                random.nextInt(20) - 2,
                random.nextInt(20) - 2,
                optional(),
                optional(),
                optional(),
                optional(),
                text(),
                text(),
                any(Origin.values()),
                text(),
                optional());
    }

    BarMessage bar() {
        return new BarMessage(
                InstrumentId.parse("sim:S" + random.nextInt(10_000) + "-USD"),
                any(BarInterval.values()),
                number(),
                number(),
                optionalLong(),
                optionalLong(),
                optionalLong(),
                optionalLong(),
                sum(),
                sum(),
                number(),
                random.nextBoolean() ? Optional.of(sum()) : Optional.empty(),
                random.nextBoolean() ? Optional.of(sum()) : Optional.empty(),
                optionalLong(),
                optionalLong(),
                new BarVersion(
                        random.nextInt(1 << 20),
                        random.nextInt(1_000),
                        number() >>> 1,
                        any(BarStatus.values()),
                        any(BarLayer.values()),
                        random.nextInt(1_000),
                        number()),
                random.nextInt());
    }

    BookMessage book() {
        return new BookMessage(
                text(),
                optional(),
                optional(),
                number(),
                any(TimeSource.values()),
                number(),
                random.nextBoolean(),
                random.nextInt(20) - 2,
                random.nextInt(20) - 2,
                some(() -> new BookMessage.Level(number(), number())),
                some(() -> new BookMessage.Level(number(), number())),
                any(Origin.values()),
                text(),
                optional());
    }

    PriceMessage price() {
        return new PriceMessage(
                text(),
                text(),
                number(),
                number(),
                any(TimeSource.values()),
                number(),
                number(),
                random.nextInt(20) - 2,
                optional(),
                random.nextInt(20) - 2,
                any(Origin.values()),
                text(),
                optional());
    }

    FeedEventMessage feedEvent() {
        return new FeedEventMessage(
                text(),
                text(),
                any(FeedEventKind.values()),
                number(),
                optional(),
                optional(),
                optional(),
                optional(),
                text());
    }

    NewsMessage news() {
        return new NewsMessage(
                text(),
                text(),
                number(),
                number(),
                text(),
                text(),
                text(),
                text(),
                some(this::text),
                any(Origin.values()),
                text());
    }

    private <T> List<T> some(Supplier<T> item) {
        return Stream.generate(item).limit(random.nextInt(6)).toList();
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private String text() {
        return any(TEXTS);
    }

    /** Of every length that a varint can have, and never the one value that stands for the wire's null. */
    private long number() {
        long value = random.nextLong() >> random.nextInt(64);
        return value == TradeMessage.ABSENT ? 0 : value;
    }

    private long optional() {
        return random.nextInt(3) == 0 ? TradeMessage.ABSENT : number();
    }

    private OptionalLong optionalLong() {
        return random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(number());
    }

    private Int128 sum() {
        return Int128.of(new BigInteger(random.nextInt(127), random).subtract(BigInteger.valueOf(random.nextInt(100))));
    }
}
