/** What {@code ./dev demo} shows. */
@NullMarked
package com.homedelivery.localstack.demo;

import org.jspecify.annotations.NullMarked;
