package com.homedelivery.shared.ops;

import com.homedelivery.shared.api.PageQuery;

/** The part of a list that was asked for; the first hundred when no page was. */
record OpsPage(int offset, int limit) {

    private static final int LONGEST_LIST = 100;

    static OpsPage of(PageQuery query) {
        return query.isRequested() ? new OpsPage(query.offset(), query.limitOrDefault()) : new OpsPage(0, LONGEST_LIST);
    }
}
