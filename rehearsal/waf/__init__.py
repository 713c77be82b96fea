"""AWS WAF: what CloudFormation makes of it is recorded; no request is inspected."""
