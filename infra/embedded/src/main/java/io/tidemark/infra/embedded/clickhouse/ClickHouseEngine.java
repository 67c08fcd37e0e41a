package io.tidemark.infra.embedded.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine inside {@code libchdb.so}: all of {@code clickhouse-local}, told to listen. It serves for as long as its own
 * query runs, which reads an endless table and sleeps; killing that query is the orderly stop.
 */
final class ClickHouseEngine {
    /** Marks the endless query, for the one who kills it. */
    static final String KEEPALIVE = "tidemark-keepalive";

    private static final String QUERY = "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; "
            + "/*" + KEEPALIVE + "*/ SELECT sleepEachRow(3) FROM system.numbers FORMAT Null SETTINGS "
            + "max_block_size=1, max_threads=1, function_sleep_max_microseconds_per_block=0, log_queries=0";

    /** The three functions that are needed, under the library's own names. */
    interface Chdb extends Library {
        void chdb_set_signal_handlers_enabled(int enabled);

        Pointer chdb_query_cmdline(int argumentCount, Pointer arguments);

        @Nullable
        String chdb_result_error(Pointer result);
    }

    private final Chdb chdb;

    ClickHouseEngine(Path library) {
        chdb = Native.load(library.toString(), Chdb.class);
        // The JVM needs its own SIGSEGV handler: it is how null checks and safepoints work.
        chdb.chdb_set_signal_handlers_enabled(0);
    }

    /** Serves until the endless query is killed; returns what went wrong, empty when nothing did. */
    String serve(Path config) {
        List<String> arguments = List.of("clickhouse-local", "--config-file", config.toString(), "--query", QUERY);
        Memory[] strings = arguments.stream().map(ClickHouseEngine::cString).toArray(Memory[]::new);
        Memory argv = new Memory((long) Native.POINTER_SIZE * (strings.length + 1));
        argv.clear();
        for (int i = 0; i < strings.length; i++) {
            argv.setPointer((long) i * Native.POINTER_SIZE, strings[i]);
        }
        Pointer result = chdb.chdb_query_cmdline(strings.length, argv);
        @Nullable String error = result == null ? null : chdb.chdb_result_error(result);
        return error == null ? "" : error;
    }

    private static Memory cString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(bytes.length + 1L);
        memory.clear();
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }
}
