package io.tidemark.feed.sim;

import java.util.function.Consumer;

/**
 * Plants anomalies as a Poisson process, in instruments by their activity. It draws from a sequence of its own: the same seed
 * plants the same anomalies.
 */
final class AnomalyPlan {
    private static final long APART = 0x5DEECE66DL;
    private static final double HOUR_MICROS = 3_600e6;
    /** So long that about this many trades fall into it, or nobody could see it. */
    private static final double TRADES_WITHIN = 25;

    private static final Anomaly.Kind[] KINDS = Anomaly.Kind.values();
    private static final Anomaly.Kind[] KINDS_OF_TRADES = {
        Anomaly.Kind.PRICE_SPIKE, Anomaly.Kind.VOLUME_BURST, Anomaly.Kind.FROZEN_PRICE
    };

    private final SimulationSettings settings;
    private final SimulatedInstrument[] instruments;
    private final double[] tradesPerSecond;
    private final AliasTable activity;
    private final Consumer<Anomaly> labels;
    private final Seeded random;
    private double nextMicros;

    AnomalyPlan(
            SimulationSettings settings,
            SimulatedInstrument[] instruments,
            double[] weights,
            Consumer<Anomaly> labels) {
        this.settings = settings;
        this.instruments = instruments;
        this.activity = new AliasTable(weights);
        this.labels = labels;
        this.random = new Seeded(settings.seed() ^ APART);
        this.nextMicros = settings.startMicros() + waitMicros();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        tradesPerSecond = new double[weights.length];
        for (int index = 0; index < weights.length; index++) {
            tradesPerSecond[index] = settings.tradesPerSecond() * weights[index] / sum;
        }
    }

    void plantUntil(long nowMicros) {
        while (nextMicros <= nowMicros) {
            plant((long) nextMicros);
            nextMicros += waitMicros();
        }
    }

    private void plant(long startMicros) {
        int number = activity.draw(random);
        SimulatedInstrument instrument = instruments[number];
        Anomaly.Kind[] kinds = settings.quotesPerTrade() > 0 ? KINDS : KINDS_OF_TRADES;
        Anomaly.Kind kind = kinds[random.nextInt(kinds.length)];
        double seconds = Math.max(random.between(3, 20), TRADES_WITHIN / tradesPerSecond[number]);
        double magnitude = switch (kind) {
            case PRICE_SPIKE -> random.between(0.03, 0.15) * (random.nextInt(2) == 0 ? -1 : 1);
            case VOLUME_BURST -> random.between(20, 60);
            default -> 0;
        };
        // One at a time: two at once could not be told apart by anybody.
        if (!instrument.anomaly().covers(startMicros)) {
            Anomaly anomaly =
                    new Anomaly(instrument.id, kind, startMicros, startMicros + (long) (seconds * 1e6), magnitude);
            instrument.plant(anomaly);
            labels.accept(anomaly);
        }
    }

    private double waitMicros() {
        return settings.anomaliesPerHour() == 0
                ? Double.POSITIVE_INFINITY
                : random.exponential() * HOUR_MICROS / settings.anomaliesPerHour();
    }
}
