package io.tidemark.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortHolderTest {
    @Test
    void holderOfAPortIsTheProcessThatListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.isFree(socket.getLocalPort())).isFalse();
            assertThat(PortHolder.of(socket.getLocalPort()))
                    .hasValueSatisfying(stat -> assertThat(stat.pid())
                            .isEqualTo(ProcessHandle.current().pid()));
            assertThat(PortHolder.describe(socket.getLocalPort()))
                    .startsWith("pid " + ProcessHandle.current().pid() + " (")
                    .contains("java");
        }
    }

    @Test
    void portThatNobodyListensOnIsFree() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(PortHolder.isFree(port)).isTrue();
        assertThat(PortHolder.of(port)).isEmpty();
    }
}
