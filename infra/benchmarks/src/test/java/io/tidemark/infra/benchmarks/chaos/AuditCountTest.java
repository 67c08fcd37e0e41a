package io.tidemark.infra.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditCountTest {
    /** The shape is the contract's. */
    private static final String AUDIT = """
            {"ok":false,"topics":[
             {"topic":"trades","partition":0,"from":10,"to":110,
              "lake":{"present":100,"missing":0,"duplicated":0},"clickhouse":{"present":99,"missing":1,"duplicated":2}},
             {"topic":"trades","partition":1,"from":0,"to":50,
              "lake":{"present":50,"missing":0,"duplicated":0},"clickhouse":{"present":50,"missing":0,"duplicated":0}},
             {"topic":"quotes","partition":0,"from":0,"to":7,
              "lake":{"present":3,"missing":4,"duplicated":0},"clickhouse":{"present":7,"missing":0,"duplicated":0}}]}
            """;

    private static AuditCount count() throws JsonProcessingException {
        return AuditCount.of(new ObjectMapper().readTree(AUDIT));
    }

    @Test
    void offsetsAreAddedUpByTopicAndByStore() throws JsonProcessingException {
        AuditCount count = count();
        assertThat(count.isOk()).isFalse();
        assertThat(count.offsets()).isEqualTo(Map.of("trades", 150L, "quotes", 7L));
        assertThat(count.present()).isEqualTo(Map.of("lake", 153L, "clickhouse", 156L));
        assertThat(count.lost()).isEqualTo(5);
        assertThat(count.repeated()).isEqualTo(2);
    }

    @Test
    void whatWasCountedIsPrinted() throws JsonProcessingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        count().print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("150 offsets of trades", "lake holds 153", "5 lost, 2 there twice: NOT OK");
    }
}
