/** What is done with payments: one use case a class. */
@NullMarked
package com.homedelivery.payment.application;

import org.jspecify.annotations.NullMarked;
