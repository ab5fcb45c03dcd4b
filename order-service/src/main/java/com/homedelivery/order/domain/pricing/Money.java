package com.homedelivery.order.domain.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Amounts of money: two decimals, halves rounded up. */
public final class Money {

    public static final BigDecimal ZERO = new BigDecimal("0.00");
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private Money() {}

    public static BigDecimal round(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    public static BigDecimal sum(Collection<BigDecimal> amounts) {
        return amounts.stream().reduce(ZERO, BigDecimal::add);
    }

    static BigDecimal percentOf(BigDecimal amount, BigDecimal percent) {
        return amount.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    /** What of an amount that includes tax is tax. */
    static BigDecimal taxIn(BigDecimal gross, BigDecimal rate) {
        return gross.multiply(rate).divide(HUNDRED.add(rate), 2, RoundingMode.HALF_UP);
    }

    /**
     * Shares an amount out in proportion to weights, to the cent: by largest remainder, earlier shares first. The shares add up
     * to the amount, and none is larger than its weight.
     *
     * @param amount not negative, and at most the sum of the weights
     * @param weights none is negative
     */
    public static List<BigDecimal> share(BigDecimal amount, List<BigDecimal> weights) {
        BigInteger whole = centsOf(sum(weights));
        BigInteger cents = centsOf(amount);
        if (cents.signum() < 0 || cents.compareTo(whole) > 0) {
            throw new IllegalArgumentException(amount + " cannot be shared out over " + weights);
        }
        if (whole.signum() == 0) {
            return weights.stream().map(_ -> ZERO).toList();
        }
        List<BigInteger[]> shares = weights.stream()
                .map(weight -> cents.multiply(centsOf(weight)).divideAndRemainder(whole))
                .toList();
        BigInteger[] result = shares.stream().map(share -> share[0]).toArray(BigInteger[]::new);
        int left = cents.subtract(Arrays.stream(result).reduce(BigInteger.ZERO, BigInteger::add))
                .intValueExact();
        List<Integer> byRemainder =
                new ArrayList<>(IntStream.range(0, result.length).boxed().toList());
        byRemainder.sort(Comparator.comparing((Integer i) -> shares.get(i)[1]).reversed());
        byRemainder.stream().limit(left).forEach(i -> result[i] = result[i].add(BigInteger.ONE));
        return Arrays.stream(result).map(share -> new BigDecimal(share, 2)).toList();
    }

    private static BigInteger centsOf(BigDecimal amount) {
        return round(amount).unscaledValue();
    }
}
