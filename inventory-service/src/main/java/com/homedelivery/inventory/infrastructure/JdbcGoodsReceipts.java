package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.application.Batches;
import com.homedelivery.inventory.application.GoodsReceipts;
import com.homedelivery.inventory.domain.Batch;
import com.homedelivery.inventory.domain.GoodsReceipt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In the table {@code goods_receipts}; their lines are batches. */
@Component
class JdbcGoodsReceipts implements GoodsReceipts {

    private final JdbcClient client;
    private final Batches batches;

    JdbcGoodsReceipts(JdbcClient client, Batches batches) {
        this.client = client;
        this.batches = batches;
    }

    @Override
    public boolean addIfNew(GoodsReceipt receipt) {
        return client.sql("""
                        insert into goods_receipts (number, reference, received_by, received_at)
                        values (:number, :reference, :receivedBy, :receivedAt) on conflict (number) do nothing
                        """)
                        .param("number", receipt.number())
                        .param("reference", receipt.reference())
                        .param("receivedBy", receipt.receivedBy())
                        .param("receivedAt", Timestamp.from(receipt.receivedAt()))
                        .update()
                == 1;
    }

    @Override
    public Optional<GoodsReceipt> find(String number) {
        return client.sql("select * from goods_receipts where number = ?")
                .param(number)
                .query((row, _) -> receiptOf(row, batches.ofReceipt(number)))
                .optional();
    }

    @Override
    public List<GoodsReceipt> find(int offset, int limit) {
        return client.sql("select * from goods_receipts order by received_at desc, number offset ? limit ?")
                .params(offset, limit)
                .query((row, _) -> receiptOf(row, List.of()))
                .list();
    }

    @Override
    public long count() {
        return client.sql("select count(*) from goods_receipts")
                .query(Long.class)
                .single();
    }

    private static GoodsReceipt receiptOf(ResultSet row, List<Batch> batches) throws SQLException {
        return new GoodsReceipt(
                row.getString("number"),
                row.getString("reference"),
                row.getString("received_by"),
                row.getTimestamp("received_at").toInstant(),
                batches);
    }
}
