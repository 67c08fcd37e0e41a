package io.tidemark.infra.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * One Metadata request in Kafka's own protocol, so that the launch API needs no Kafka client. An open port is not enough:
 * a broker listens before it is unfenced, and until then its metadata lists no broker.
 */
record KafkaBrokerCheck(int port) implements ReadinessCheck {
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final short METADATA = 3;
    private static final short METADATA_VERSION = 1;
    private static final int CORRELATION_ID = 1;

    @Override
    public boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(2 + 2 + 4 + 2 + 4);
            out.writeShort(METADATA);
            out.writeShort(METADATA_VERSION);
            out.writeInt(CORRELATION_ID);
            out.writeShort(-1); // no client id
            out.writeInt(0); // no topics
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readInt(); // size of the answer
            return in.readInt() == CORRELATION_ID && in.readInt() > 0; // then the count of brokers
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String description() {
        return "Kafka metadata from 127.0.0.1:" + port;
    }
}
