/** Routes and the filters around a call of a service: authentication, headers, connections, retries, bad responses. */
@NullMarked
package com.homedelivery.gateway.routing;

import org.jspecify.annotations.NullMarked;
