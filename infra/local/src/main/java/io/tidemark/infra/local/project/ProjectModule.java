package io.tidemark.infra.local.project;

/** A module with mains, by its folder and the name of its artifact. */
public enum ProjectModule {
    FEED("streaming/feed", "tidemark-feed"),
    STREAMING_JOB("streaming/job", "tidemark-streaming-job"),
    SPARK_JOBS("spark-jobs", "tidemark-spark-jobs"),
    ORCHESTRATION("orchestration", "tidemark-orchestration"),
    BENCHMARKS("infra/benchmarks", "tidemark-benchmarks");

    private final String folder;
    private final String artifact;

    ProjectModule(String folder, String artifact) {
        this.folder = folder;
        this.artifact = artifact;
    }

    public String folder() {
        return folder;
    }

    String jar() {
        return artifact + "-" + Build.version() + ".jar";
    }
}
