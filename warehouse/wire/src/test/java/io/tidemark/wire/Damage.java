package io.tidemark.wire;

import java.util.Arrays;
import java.util.Random;

/** Seeded damage to a record: cut, flipped, overwritten, lengthened. */
final class Damage {
    private final Random random;

    Damage(long seed) {
        this.random = new Random(seed);
    }

    byte[] of(byte[] whole) {
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            case 1 -> mutated(whole, 1);
            case 2 -> mutated(whole, 1 + random.nextInt(8));
            case 3 -> lengthened(whole);
            default -> randomBytes();
        };
    }

    private byte[] mutated(byte[] whole, int times) {
        byte[] damaged = whole.clone();
        for (int count = 0; count < times; count++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private byte[] lengthened(byte[] whole) {
        byte[] damaged = Arrays.copyOf(whole, whole.length + 1 + random.nextInt(20));
        int at = random.nextInt(whole.length);
        // Varints without an end and lengths of gigabytes.
        Arrays.fill(damaged, at, Math.min(damaged.length, at + random.nextInt(12)), (byte) 0xFF);
        return damaged;
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }
}
