package io.tidemark.market.reference;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.InstrumentId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;

/** Reads a day of Lean trades for the reference: {@code ms,price × 10⁴,size,exchange,condition,suspicious}, no header. */
public final class ReferenceLean {
    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private ReferenceLean() {}

    /** The trades of a zip with one file; suspicious lines are there too, eligible for nothing. */
    public static List<Trade> trades(Path zip, InstrumentId instrument, LocalDate day) throws IOException {
        long midnightMillis = day.atStartOfDay(NEW_YORK).toInstant().toEpochMilli();
        long firstId = Long.parseLong(day.toString().replace("-", "")) * 1_000_000_000L;
        List<Trade> trades = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            in.getNextEntry();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                long id = firstId + trades.size() + 1;
                trades.add(new Trade(
                        instrument,
                        0,
                        id,
                        id,
                        (midnightMillis + Long.parseLong(fields[0])) * 1_000,
                        Long.parseLong(fields[1]) * 100_000,
                        Long.parseLong(fields[2]) * 100_000_000,
                        Aggressor.UNKNOWN,
                        fields[5].equals("1") ? 0 : 7));
            }
        }
        return trades;
    }
}
