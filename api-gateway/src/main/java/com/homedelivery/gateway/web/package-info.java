/** Web filters, which every request passes before it is routed, and the responses of the gateway itself. */
@NullMarked
package com.homedelivery.gateway.web;

import org.jspecify.annotations.NullMarked;
