package io.tidemark.streaming.log;

/**
 * One life of a topic.
 *
 * @param uuid Kafka's topic id: another one means that the topic was recreated
 */
public record TopicIdentity(String topic, String uuid, int partitions) {}
