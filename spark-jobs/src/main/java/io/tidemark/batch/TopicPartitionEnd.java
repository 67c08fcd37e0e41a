package io.tidemark.batch;

/** A partition as Kafka has it: the topic's UUID, the earliest offset that is kept, and the next one to be written. */
record TopicPartitionEnd(String topic, String uuid, int partition, long earliest, long end) {}
