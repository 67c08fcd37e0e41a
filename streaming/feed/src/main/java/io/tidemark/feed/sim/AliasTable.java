package io.tidemark.feed.sim;

/** Draws an index by its weight in constant time (Walker's alias method). */
final class AliasTable {
    private final double[] threshold;
    private final int[] alias;

    AliasTable(double[] weights) {
        int count = weights.length;
        threshold = new double[count];
        alias = new int[count];
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] scaled = new double[count];
        int[] small = new int[count];
        int[] large = new int[count];
        int smalls = 0;
        int larges = 0;
        for (int index = 0; index < count; index++) {
            scaled[index] = weights[index] * count / sum;
            if (scaled[index] < 1) {
                small[smalls++] = index;
            } else {
                large[larges++] = index;
            }
        }
        while (smalls > 0 && larges > 0) {
            int less = small[--smalls];
            int more = large[larges - 1];
            threshold[less] = scaled[less];
            alias[less] = more;
            scaled[more] -= 1 - scaled[less];
            if (scaled[more] < 1) {
                larges--;
                small[smalls++] = more;
            }
        }
        while (larges > 0) {
            threshold[large[--larges]] = 1;
        }
        while (smalls > 0) {
            threshold[small[--smalls]] = 1;
        }
    }

    int draw(Seeded random) {
        int index = random.nextInt(threshold.length);
        return random.nextDouble() < threshold[index] ? index : alias[index];
    }
}
