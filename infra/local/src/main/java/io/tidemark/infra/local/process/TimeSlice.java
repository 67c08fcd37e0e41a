package io.tidemark.infra.local.process;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.function.Supplier;

/**
 * How long a thread wants the processor at a time. Linux runs the shorter slice first and lets it interrupt a longer one
 * (sched_setattr(2), {@code sched_runtime} of an ordinary thread; from Linux 6.12 on, before it changes nothing): a process that answers
 * in a millisecond need not wait until one that lands has had its turn. The share of the processor stays as it is.
 *
 * <p>Threads and processes inherit the slice of the thread that starts them.
 */
final class TimeSlice {
    /** The shortest that the kernel takes. */
    static final long SHORTEST_NANOS = 100_000;

    /** Numbers of the calls on x86-64, which is what {@code up} supports. */
    private static final long SCHED_SETATTR = 314;

    private static final long SCHED_GETATTR = 315;
    private static final int SIZE = 48;
    private static final int RUNTIME_OFFSET = 24;
    private static final long THIS_THREAD = 0;
    private static final long NO_FLAGS = 0;

    private TimeSlice() {}

    /** Starts something with the shortest slice, then gives this thread its own back. What a system refuses changes nothing but comfort. */
    static <T> T shortest(Supplier<T> start) {
        if (!Platform.isLinux() || !Platform.ARCH.equals("x86-64")) {
            return start.get();
        }
        Memory attributes = new Memory(SIZE);
        if (call(SCHED_GETATTR, THIS_THREAD, attributes, (long) SIZE, NO_FLAGS) != 0) {
            return start.get();
        }
        long before = attributes.getLong(RUNTIME_OFFSET);
        attributes.setLong(RUNTIME_OFFSET, SHORTEST_NANOS);
        call(SCHED_SETATTR, THIS_THREAD, attributes, NO_FLAGS);
        try {
            return start.get();
        } finally {
            attributes.setLong(RUNTIME_OFFSET, before);
            call(SCHED_SETATTR, THIS_THREAD, attributes, NO_FLAGS);
        }
    }

    /** The slice of a thread in nanoseconds; 0 where the system has none. */
    static long nanosOf(long thread) {
        Memory attributes = new Memory(SIZE);
        attributes.clear();
        call(SCHED_GETATTR, thread, attributes, (long) SIZE, NO_FLAGS);
        return attributes.getLong(RUNTIME_OFFSET);
    }

    private static long call(Object... numberAndArguments) {
        Function syscall = NativeLibrary.getInstance("c").getFunction("syscall");
        return syscall.invokeLong(numberAndArguments);
    }
}
