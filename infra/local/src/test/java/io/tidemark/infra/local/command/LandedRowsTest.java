package io.tidemark.infra.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class LandedRowsTest {
    private static final String LOADED = """
            {"published":100,"beginOffsets":{"trades":{"0":40}},"endOffsets":{"trades":{"0":140,"1":7}},
             "files":["spy/o'clock.zip"],"instruments":["us:SPY"]}""";

    @Test
    void theLakeHoldsWhatItsVectorCovers() throws JsonProcessingException {
        assertThat(rows(LOADED, 140, 7).inLake()).isEqualTo(100);
        assertThat(rows(LOADED, 130, 7).inLake()).isEqualTo(90);
    }

    @Test
    void clickHouseIsAskedForTheLoadsOwnRangeFilesAndKeys() throws JsonProcessingException {
        assertThat(rows(LOADED, 140, 7).query())
                .contains("topic_epoch = 3 AND `partition` = 0 AND `offset` >= 40 AND `offset` < 140")
                .contains("`partition` = 1 AND `offset` >= 0 AND `offset` < 7")
                .contains("FROM trade_events", "origin_file IN ('spy/o\\'clock.zip')")
                .contains("FROM quarantine_events WHERE topic = 'trades'", "key IN ('us:SPY')");
    }

    private static LandedRows rows(String loaded, long first, long second) throws JsonProcessingException {
        String landed = "{\"trades\":{\"epoch\":3,\"offsets\":{\"0\":" + first + ",\"1\":" + second + "}}}";
        JsonNode status = json("{\"landed\":{\"lake\":" + landed + ",\"clickhouse\":" + landed + "}}");
        return new LandedRows(json(loaded), new StreamingStatus(status));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
