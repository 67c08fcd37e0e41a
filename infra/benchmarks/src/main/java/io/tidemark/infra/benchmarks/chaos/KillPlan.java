package io.tidemark.infra.benchmarks.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is killed when, drawn from a seed: the components are dealt out in shuffled rounds, the moments are numbers of published
 * events, so that each kill happens under load.
 */
record KillPlan(List<Kill> kills) {
    private static final double FIRST_SHARE = 0.03;
    private static final double LAST_SHARE = 0.97;
    private static final int MOST_DELAY_MILLIS = 2_000;
    private static final int LEAST_RUN_MILLIS = 2_000;
    private static final int MOST_RUN_MILLIS = 15_000;

    /**
     * @param afterEvents published events after which it happens
     * @param delayMillis and how much later, so that it hits any step of a batch; a batch job runs for as long
     */
    record Kill(String component, long afterEvents, int delayMillis) {}

    KillPlan {
        kills = List.copyOf(kills);
    }

    static KillPlan of(long seed, int kills, long events, List<String> components, String batchJob) {
        Random random = new Random(seed);
        List<String> victims = new ArrayList<>();
        while (victims.size() < kills) {
            List<String> round = new ArrayList<>(components);
            Collections.shuffle(round, random);
            victims.addAll(round);
        }
        List<Long> moments = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            double share = FIRST_SHARE + (LAST_SHARE - FIRST_SHARE) * random.nextDouble();
            moments.add((long) (share * events));
        }
        Collections.sort(moments);
        List<Kill> plan = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            String victim = victims.get(kill);
            int delay = victim.equals(batchJob)
                    ? LEAST_RUN_MILLIS + random.nextInt(MOST_RUN_MILLIS - LEAST_RUN_MILLIS)
                    : random.nextInt(MOST_DELAY_MILLIS);
            plan.add(new Kill(victim, moments.get(kill), delay));
        }
        return new KillPlan(plan);
    }

    /** How far the market may publish before kill number {@code done} has happened: two moments ahead, so that it never runs out. */
    long limit(int done) {
        return done + 1 < kills.size() ? kills.get(done + 1).afterEvents() : Long.MAX_VALUE;
    }
}
