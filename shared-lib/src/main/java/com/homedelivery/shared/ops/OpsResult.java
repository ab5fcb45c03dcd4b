package com.homedelivery.shared.ops;

/**
 * What became of an item.
 *
 * @param status {@code handled}, {@code sending} or {@code discarded}
 */
record OpsResult(String id, String status) {}
