package io.tidemark.feed.load;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Trades from named columns. The id is the id column's number, else 31 bits of the content's hash and then the row, so that the
 * same content gives the same ids wherever and whenever it is loaded.
 */
final class TableParser implements RowParser {
    private final EventContext context;
    private final ColumnPlan plan;
    private final ZoneId zone;

    TableParser(EventContext context, ColumnPlan plan, ZoneId zone) {
        this.context = context;
        this.plan = plan;
        this.zone = zone;
    }

    boolean hasIds() {
        return plan.has(Column.ID);
    }

    @Override
    public Parsed parse(RawRow row) throws BadRowException {
        if (row.cells().length != plan.width()) {
            throw new BadRowException("a row has " + plan.width() + " values as the header has, was "
                    + row.cells().length + " in '" + LeanCells.shortened(row.text()) + "'");
        }
        return new Parsed.OfTrade(context.trade(
                plan.has(Column.ID) ? Decimal.whole(plan.cell(Column.ID, row), "id") : context.firstId() + row.number(),
                row.number(),
                Times.parse(plan.cell(Column.TIME, row), zone),
                Decimal.parse(plan.cell(Column.PRICE, row), "price"),
                Decimal.parse(plan.cell(Column.SIZE, row), "size"),
                aggressor(row),
                text(Column.EXCHANGE, row),
                text(Column.CONDITIONS, row),
                Eligibility.ALL));
    }

    private Aggressor aggressor(RawRow row) throws BadRowException {
        String side = plan.cell(Column.SIDE, row).toLowerCase(Locale.ROOT);
        if (!side.isEmpty()) {
            return switch (side) {
                case "buy", "b", "buyer", "bid", "1" -> Aggressor.BUY;
                case "sell", "s", "seller", "ask", "-1" -> Aggressor.SELL;
                case "unknown", "none", "n", "0" -> Aggressor.UNKNOWN;
                default -> throw new BadRowException("side must be buy or sell, was '" + side + "'");
            };
        }
        String buyerMade = plan.cell(Column.BUYER_MAKER, row).toLowerCase(Locale.ROOT);
        return switch (buyerMade) {
            case "" -> Aggressor.UNKNOWN;
            // Who made the price did not cross the spread: the other one did.
            case "true", "t", "1" -> Aggressor.SELL;
            case "false", "f", "0" -> Aggressor.BUY;
            default -> throw new BadRowException("buyer_maker must be true or false, was '" + buyerMade + "'");
        };
    }

    /** Rows are read byte by byte; what is text to people is UTF-8. */
    private String text(Column column, RawRow row) {
        String cell = plan.cell(column, row);
        return new String(cell.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
