package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.ImportLedger;
import com.homedelivery.product.application.ImportRows;
import com.homedelivery.product.application.SheetFault;
import com.homedelivery.product.application.SheetRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class JdbcImportLedger implements ImportLedger {

    private static final TypeReference<Map<String, String>> CELLS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final JsonMapper json;

    JdbcImportLedger(JdbcClient jdbc, JdbcTemplate batches, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    @Override
    public void create(UUID id, boolean dryRun, UUID adminId, Instant now, Instant forgetBefore) {
        jdbc.sql("delete from catalogue_imports where finished_at < :before")
                .param("before", Timestamp.from(forgetBefore))
                .update();
        jdbc.sql("""
                        insert into catalogue_imports (id, dry_run, status, rows, created_by, created_at)
                        values (:id, :dryRun, 'CHECKING', 0, :admin, :now)
                        """)
                .param("id", id)
                .param("dryRun", dryRun)
                .param("admin", adminId)
                .param("now", Timestamp.from(now))
                .update();
    }

    @Override
    public void stage(UUID id, List<SheetRow> rows) {
        batches.batchUpdate(
                """
                insert into catalogue_import_rows (import_id, position, row, sku, variant_of, cells)
                values (?, ?, ?, ?, ?, ?::jsonb)
                """,
                rows.stream()
                        .map(row -> new Object[] {
                            id,
                            row.number(),
                            row.number(),
                            row.sku(),
                            row.variantOf(),
                            json.writeValueAsString(row.cells())
                        })
                        .toList());
        jdbc.sql("update catalogue_imports set rows = rows + :rows where id = :id")
                .param("rows", rows.size())
                .param("id", id)
                .update();
    }

    @Override
    public Optional<Import> find(UUID id) {
        return jdbc.sql("select * from catalogue_imports where id = :id")
                .param("id", id)
                .query(JdbcImportLedger::found)
                .optional();
    }

    @Override
    public List<SheetFault> faults(UUID id) {
        return jdbc.sql("""
                        select row, column_name as column, message from catalogue_import_faults
                        where import_id = :id order by row, number
                        """).param("id", id).query(SheetFault.class).list();
    }

    @Override
    public Optional<Import> lockNext() {
        return jdbc.sql("""
                        select * from catalogue_imports where finished_at is null
                        order by created_at, id limit 1 for update skip locked
                        """).query(JdbcImportLedger::found).optional();
    }

    @Override
    public List<SheetRow> check(UUID id, int limit) {
        List<SheetRow> rows = jdbc.sql("""
                        select row, cells from catalogue_import_rows where import_id = :id
                            and position > (select checked + 1 from catalogue_imports where id = :id)
                        order by position limit :limit
                        """)
                .param("id", id)
                .param("limit", limit)
                .query(this::row)
                .list();
        jdbc.sql("update catalogue_imports set checked = checked + :rows where id = :id")
                .param("rows", rows.size())
                .param("id", id)
                .update();
        return rows;
    }

    @Override
    public void addFaults(UUID id, List<SheetFault> faults) {
        if (faults.isEmpty()) {
            return;
        }
        int known = find(id).map(Import::faultCount).orElse(0);
        jdbc.sql("update catalogue_imports set faults = faults + :more where id = :id")
                .param("more", faults.size())
                .param("id", id)
                .update();
        List<SheetFault> kept = faults.subList(0, Math.clamp(MAX_FAULTS - known, 0, faults.size()));
        batches.batchUpdate(
                """
                insert into catalogue_import_faults (import_id, number, row, column_name, message)
                values (?, ?, ?, ?, ?)
                """,
                IntStream.range(0, kept.size())
                        .mapToObj(i -> new Object[] {
                            id,
                            known + i,
                            kept.get(i).row(),
                            kept.get(i).column(),
                            kept.get(i).message()
                        })
                        .toList());
    }

    @Override
    public List<SheetFault> contradictions(UUID id) {
        return jdbc.sql("""
                        with sheet as (select row, sku, variant_of from catalogue_import_rows where import_id = :id)
                        select row, 'sku' as column, 'is also in row ' || first_row as message
                        from (select row, min(row) over (partition by sku) as first_row from sheet where sku <> '') numbered
                        where row > first_row
                        union all
                        select row, 'variantOf', 'must be the sku of a product that is no variant itself'
                        from sheet variant
                        where variant_of <> ''
                            and not exists (select from sheet m where m.sku = variant.variant_of and m.variant_of = '')
                            and (exists (select from sheet m where m.sku = variant.variant_of)
                                or not exists (select from products m
                                        where m.sku = variant.variant_of and m.variant_of is null)
                                    and not exists (select from products m
                                        where m.id = product_id_of(variant.variant_of)
                                            and m.sku is null and m.variant_of is null))
                        union all
                        select s.row, 'variantOf', 'must be empty for a product that has variants'
                        from sheet s join products p on p.sku = s.sku
                        where s.variant_of <> '' and exists (select from products v where v.variant_of = p.id)
                        order by 1
                        """).param("id", id).query(SheetFault.class).list();
    }

    @Override
    public List<SheetRow> take(UUID id, int limit) {
        List<SheetRow> rows = jdbc.sql("""
                        select row, cells from catalogue_import_rows where import_id = :id
                        order by variant_of <> '', position limit :limit
                        """)
                .param("id", id)
                .param("limit", limit)
                .query(this::row)
                .list();
        jdbc.sql("delete from catalogue_import_rows where import_id = :id and position = any(:positions)")
                .param("id", id)
                .param(
                        "positions",
                        rows.stream().map(row -> (long) row.number()).toArray(Long[]::new))
                .update();
        return rows;
    }

    @Override
    public void count(UUID id, ImportRows.Result result) {
        jdbc.sql("""
                        update catalogue_imports
                        set added = added + :added, changed = changed + :changed, unchanged = unchanged + :unchanged, attempts = 0
                        where id = :id
                        """)
                .param("added", result.added())
                .param("changed", result.changed())
                .param("unchanged", result.unchanged())
                .param("id", id)
                .update();
    }

    @Override
    public void become(UUID id, Status status, Instant now) {
        boolean isFinished = switch (status) {
            case CHECKING, APPLYING -> false;
            case DONE, REFUSED, FAILED -> true;
        };
        jdbc.sql("update catalogue_imports set status = :status, finished_at = :finishedAt where id = :id")
                .param("status", status.name())
                .param("finishedAt", isFinished ? Timestamp.from(now) : null, Types.TIMESTAMP)
                .param("id", id)
                .update();
        if (isFinished) {
            jdbc.sql("delete from catalogue_import_rows where import_id = :id")
                    .param("id", id)
                    .update();
        }
    }

    @Override
    public int countFailure(UUID id) {
        return jdbc.sql("update catalogue_imports set attempts = attempts + 1 where id = :id returning attempts")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private SheetRow row(ResultSet row, int number) throws SQLException {
        return new SheetRow(row.getInt("row"), json.readValue(row.getString("cells"), CELLS));
    }

    private static Import found(ResultSet row, int number) throws SQLException {
        return new Import(
                row.getObject("id", UUID.class),
                row.getBoolean("dry_run"),
                Status.valueOf(row.getString("status")),
                row.getInt("rows"),
                row.getInt("checked"),
                row.getInt("added"),
                row.getInt("changed"),
                row.getInt("unchanged"),
                row.getInt("faults"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("finished_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
