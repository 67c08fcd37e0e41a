package io.tidemark.infra.local.supervise;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/**
 * Ready when a broker names itself in the answer to a Metadata request. An open port is not enough: a broker listens before it
 * can serve. Written by hand because it is twenty bytes, and Kafka's client would double the start of every command.
 */
public record KafkaReadiness(String bootstrapServers) implements Readiness {
    private static final int TIMEOUT_MILLISECONDS = 3_000;
    private static final short METADATA = 3;
    private static final int CORRELATION = 7;

    @Override
    public Optional<Problem> problem() {
        Optional<Problem> problem = Optional.of(Problem.passing("no bootstrap servers"));
        for (String server : bootstrapServers.split(",")) {
            problem = problemOf(server.trim());
            if (problem.isEmpty()) {
                return problem;
            }
        }
        return problem;
    }

    private static Optional<Problem> problemOf(String server) {
        int colon = server.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1))),
                    TIMEOUT_MILLISECONDS);
            socket.setSoTimeout(TIMEOUT_MILLISECONDS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(2 + 2 + 4 + 2 + 4);
            out.writeShort(METADATA);
            out.writeShort(1); // the request's version
            out.writeInt(CORRELATION);
            out.writeShort(-1); // no client id
            out.writeInt(0); // about no topic
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readInt(); // length of the answer
            boolean isBroker = in.readInt() == CORRELATION && in.readInt() > 0;
            return isBroker
                    ? Optional.empty()
                    : Optional.of(Problem.passing(server + " answers without naming a broker"));
        } catch (IOException silent) {
            return Optional.of(Problem.passing(server + " does not answer (" + Http.reason(silent) + ")"));
        }
    }
}
