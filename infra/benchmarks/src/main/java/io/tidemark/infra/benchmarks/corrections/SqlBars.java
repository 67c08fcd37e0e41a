package io.tidemark.infra.benchmarks.corrections;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The view {@code bars}, as an analyst: one question for all bars. */
final class SqlBars implements Surface {
    private final ClickHouse analyst;

    SqlBars(ClickHouse analyst) {
        this.analyst = analyst;
    }

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public void ask(Set<Place> places, Answer answer) {
        Map<Place, Long> highs = new HashMap<>();
        long begun = System.nanoTime();
        analyst.query("SELECT instrument, start, high FROM bars(interval = '1m') WHERE instrument IN ("
                        + listed(places, place -> "'" + place.instrument() + "'") + ") AND start IN ("
                        + listed(places, place -> "fromUnixTimestamp64Micro(" + place.startMicros() + ", 'UTC')")
                        + ") AND isNotNull(high)")
                .forEach(row -> highs.put(
                        new Place(InstrumentId.parse(row.getText(0)), row.getLong(1)),
                        Fixed.priceE9(row.getDecimal(2))));
        long now = System.nanoTime();
        answer.complete(highs, now - begun, now);
    }

    /** Ids and numbers, which need no quoting. */
    private static String listed(Set<Place> places, Function<Place, String> part) {
        return places.stream().map(part).distinct().sorted().collect(Collectors.joining(", "));
    }
}
