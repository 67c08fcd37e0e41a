SELECT topic, topic_epoch, `partition`, max(next_offset), argMax(known_at, next_offset)
FROM landing_progress
WHERE (topic, topic_epoch) IN (SELECT topic, max(topic_epoch) FROM landing_progress GROUP BY topic)
GROUP BY topic, topic_epoch, `partition`
ORDER BY topic, `partition`
