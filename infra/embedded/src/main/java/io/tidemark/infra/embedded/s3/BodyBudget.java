package io.tidemark.infra.embedded.s3;

import java.util.concurrent.Semaphore;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/**
 * Lets only so many bytes of signed bodies in at once. s3proxy keeps such a body in memory, twice for a moment, to check its
 * signature; without this eight uploads of 30 MB at once end a server of 256 MB. The others wait, which clients allow for.
 */
final class BodyBudget extends Handler.Wrapper {
    /** Bodies below this do not count: as many as there are threads still fit. */
    private static final long SMALL_BYTES = 64 << 10;

    private static final int BYTES_PER_PERMIT = 1 << 10;

    private final Semaphore permits;
    private final int allPermits;

    private BodyBudget(long budgetBytes) {
        allPermits = Math.toIntExact(budgetBytes / BYTES_PER_PERMIT);
        permits = new Semaphore(allPermits, true);
    }

    /** Puts the budget in front of a server that has not started yet. */
    static void insertInto(S3Proxy proxy, long budgetBytes) throws ReflectiveOperationException {
        // s3proxy shows its web server to nobody; the version is pinned, and a test uploads more than the heap.
        var field = S3Proxy.class.getDeclaredField("server");
        field.setAccessible(true);
        ((Server) field.get(proxy)).insertHandler(new BodyBudget(budgetBytes));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int weight = weight(request);
        if (weight == 0) {
            return super.handle(request, response, callback);
        }
        permits.acquire(weight);
        boolean handled = false;
        try {
            handled = super.handle(request, response, Callback.from(callback, () -> permits.release(weight)));
            return handled;
        } finally {
            if (!handled) {
                permits.release(weight); // nobody will complete the callback
            }
        }
    }

    private int weight(Request request) {
        String hash = request.getHeaders().get("x-amz-content-sha256");
        if (hash == null || hash.startsWith("STREAMING-") || hash.equals("UNSIGNED-PAYLOAD")) {
            return 0; // checked chunk by chunk, or not at all
        }
        long lengthBytes = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        if (lengthBytes >= 0 && lengthBytes < SMALL_BYTES) {
            return 0;
        }
        long needed = lengthBytes < 0 ? allPermits : lengthBytes / BYTES_PER_PERMIT;
        return (int) Math.min(needed, allPermits);
    }
}
