package io.tidemark.api.latest;

import java.util.List;

/** A topic in one of its lives. */
record LogTopic(String name, String uuid, int epoch, List<Integer> partitions) {
    LogTopic {
        partitions = List.copyOf(partitions);
    }
}
