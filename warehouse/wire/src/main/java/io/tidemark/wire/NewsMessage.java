package io.tidemark.wire;

import io.tidemark.market.event.Origin;
import java.util.List;

/**
 * A headline or post as the topic {@code news} tells it; reserved: nothing writes it yet, and nothing is checked here. Text that is
 * absent is empty.
 *
 * @param newsId unique in the source
 * @param publishedAtMicros µs since the epoch, UTC; @param receivedAtMicros likewise
 * @param language a BCP 47 tag
 * @param instruments canonical ids
 */
public record NewsMessage(
        String source,
        String newsId,
        long publishedAtMicros,
        long receivedAtMicros,
        String headline,
        String body,
        String url,
        String language,
        List<String> instruments,
        Origin origin,
        String originFile) {
    public NewsMessage {
        instruments = List.copyOf(instruments);
    }
}
