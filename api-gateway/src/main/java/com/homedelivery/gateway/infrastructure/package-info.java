@NullMarked
package com.homedelivery.gateway.infrastructure;

import org.jspecify.annotations.NullMarked;
