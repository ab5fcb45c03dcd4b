package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.GoodsReceipt;
import java.util.List;
import java.util.Optional;

/** Receipts of goods, which are added and never changed. */
public interface GoodsReceipts {

    /**
     * Adds a receipt without its batches, unless there is one with its number; waits for another transaction that adds it.
     *
     * @return whether it was added
     */
    boolean addIfNew(GoodsReceipt receipt);

    /** A receipt with its batches as they are now. */
    Optional<GoodsReceipt> find(String number);

    /**
     * Some receipts without their batches, newest first.
     *
     * @param offset how many of the newest are skipped
     * @param limit how many are given at most
     */
    List<GoodsReceipt> find(int offset, int limit);

    long count();
}
