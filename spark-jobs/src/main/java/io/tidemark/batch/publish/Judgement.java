package io.tidemark.batch.publish;

import io.tidemark.market.bar.Bar;
import java.util.Optional;

/**
 * What comes of the comparison of one bucket.
 *
 * @param cause why the bars differ; empty: they are equal
 * @param publish the bar that is to be served from now on; empty: the served one stays
 */
record Judgement(Optional<Cause> cause, Optional<Bar> publish) {
    static final Judgement NOTHING = new Judgement(Optional.empty(), Optional.empty());

    static Judgement stays(Cause cause) {
        return new Judgement(Optional.of(cause), Optional.empty());
    }

    static Judgement publish(Bar bar) {
        return new Judgement(Optional.empty(), Optional.of(bar));
    }

    static Judgement publish(Cause cause, Bar bar) {
        return new Judgement(Optional.of(cause), Optional.of(bar));
    }
}
