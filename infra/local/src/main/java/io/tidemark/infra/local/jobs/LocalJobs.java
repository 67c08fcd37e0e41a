package io.tidemark.infra.local.jobs;

import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalSettings;
import io.tidemark.infra.local.project.Jvm;
import io.tidemark.infra.local.project.Project;
import io.tidemark.infra.local.project.ProjectModule;
import io.tidemark.orchestration.JobDefinition;
import io.tidemark.orchestration.JobsFolder;
import io.tidemark.orchestration.LeftBehind;
import io.tidemark.orchestration.Schedule;
import io.tidemark.settings.Setting;
import java.util.ArrayList;
import java.util.List;

/** The batch jobs that the scheduler of a home runs. */
public final class LocalJobs {
    /** Whoever asks goes first, then landing: a batch that ends a minute later is not missed. */
    private static final int YIELDS = 15;

    private final LocalConfig config;
    private final Project project;

    public LocalJobs(LocalConfig config, Project project) {
        this.config = config;
        this.project = project;
    }

    /** Writes the definitions down for the scheduler, which reads them when it starts. */
    public void write() {
        new JobsFolder(config.home().path()).writeDefinitions(all());
    }

    /** Ends the job that a scheduler which was killed has left running. */
    public static void stopLeftBehind(Home home) {
        LeftBehind.stop(new JobsFolder(home.path()));
    }

    List<JobDefinition> all() {
        return List.of(
                spark(
                        "audit",
                        "counts the offsets of every topic in both stores",
                        LocalSettings.JOBS_AUDIT,
                        "io.tidemark.batch.AuditMain",
                        List.of()),
                spark(
                        "batch",
                        "builds bars from the lake, compares and publishes them, moves the tidemark",
                        LocalSettings.JOBS_BATCH,
                        "io.tidemark.batch.BatchMain",
                        List.of()),
                spark(
                        "maintain",
                        "clusters closed days of the lake, deletes files that no version needs",
                        LocalSettings.JOBS_MAINTAIN,
                        "io.tidemark.batch.MaintainMain",
                        List.of(
                                "--retention",
                                config.get(LocalSettings.LAKE_RETENTION).toString())));
    }

    private JobDefinition spark(
            String name, String description, Setting<Schedule> schedule, String mainClass, List<String> options) {
        // A run that somebody has started by hand is waited for, as one of the scheduler's own would be.
        List<String> arguments = new ArrayList<>(List.of("--in-turn"));
        arguments.addAll(options);
        List<String> command = Jvm.spark(
                config.get(LocalSettings.BATCH_HEAP),
                project.classPath(ProjectModule.SPARK_JOBS),
                mainClass,
                arguments);
        return new JobDefinition(
                name,
                description,
                config.get(schedule),
                command,
                Jvm.ENVIRONMENT,
                config.get(LocalSettings.JOBS_TIMEOUT),
                YIELDS);
    }
}
