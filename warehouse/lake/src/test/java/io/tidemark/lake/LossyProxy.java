package io.tidemark.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line to an S3 endpoint that can lose the answers to the PUTs of Delta's commits: the server has carried them out, the client
 * does not learn it. It can also be cut altogether right after such a loss.
 */
final class LossyProxy {
    private static final String COMMIT = ".json HTTP/1.1";

    private final ServerSocket listener;
    private final URI target;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private volatile boolean cutAfterLoss;
    private volatile boolean isCut;

    private LossyProxy(ServerSocket listener, URI target) {
        this.listener = listener;
        this.target = target;
    }

    static LossyProxy before(URI target) {
        try {
            LossyProxy proxy = new LossyProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            daemon(proxy::acceptAll);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Loses the answers to the next commits. */
    void loseAnswers(int count) {
        cutAfterLoss = false;
        answersToLose.set(count);
    }

    /** Loses the answer to the next commit, and from then on everything until {@link #heal}. */
    void loseAnswerAndCut() {
        cutAfterLoss = true;
        answersToLose.set(1);
    }

    void heal() {
        answersToLose.set(0);
        isCut = false;
    }

    int answersLeftToLose() {
        return answersToLose.get();
    }

    private void acceptAll() {
        while (true) {
            try {
                Socket client = listener.accept();
                if (isCut) {
                    client.close();
                } else {
                    Socket server = new Socket(target.getHost(), target.getPort());
                    Line line = new Line(client, server);
                    daemon(line::requests);
                    daemon(line::answers);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "lossy-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. */
    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean losesNextAnswer;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void requests() {
            pump(client, server, text -> {
                if (text.startsWith("PUT ")
                        && text.contains("/_delta_log/")
                        && text.contains(COMMIT)
                        && answersToLose.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
                    losesNextAnswer = true;
                }
                return !isCut;
            });
        }

        void answers() {
            pump(server, client, text -> {
                boolean isFinal = text.startsWith("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 100");
                if (losesNextAnswer && isFinal) {
                    isCut = cutAfterLoss;
                    return false;
                }
                return !isCut;
            });
        }

        private void pump(Socket from, Socket to, java.util.function.Predicate<String> passes) {
            byte[] buffer = new byte[1 << 16];
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                int length = in.read(buffer);
                while (length > 0 && passes.test(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))) {
                    out.write(buffer, 0, length);
                    length = in.read(buffer);
                }
            } catch (IOException closedByTheOtherSide) {
                // Either side may end a connection at any time; both are closed then.
            }
        }
    }
}
