# Only the agreed ports are open to other networks. The same policy on every cloud: each rule knows the resource types of one.
package acme.ports

import rego.v1

deny contains finding if {
	some name, group in input.terraform.resource.aws_security_group
	some i, rule in group.ingress
	not rule.from_port in input.parameters.ports
	finding := {
		"address": sprintf("aws_security_group.%s", [name]),
		"argument": sprintf("ingress.%d.from_port", [i]),
		"found": sprintf("%v", [rule.from_port]),
		"message": sprintf("port %v is open, agreed are %s", [rule.from_port, agreed]),
	}
}

deny contains finding if {
	some name, rule in input.terraform.resource.azurerm_network_security_rule
	rule.access == "Allow"
	rule.direction == "Inbound"
	not to_number(rule.destination_port_range) in input.parameters.ports
	finding := {
		"address": sprintf("azurerm_network_security_rule.%s", [name]),
		"argument": "destination_port_range",
		"found": rule.destination_port_range,
		"message": sprintf("port %s is open, agreed are %s", [rule.destination_port_range, agreed]),
	}
}

deny contains finding if {
	some name, rule in input.terraform.resource.google_compute_firewall
	some i, allowed in rule.allow
	some port in allowed.ports
	not to_number(port) in input.parameters.ports
	finding := {
		"address": sprintf("google_compute_firewall.%s", [name]),
		"argument": sprintf("allow.%d.ports", [i]),
		"found": port,
		"message": sprintf("port %s is open, agreed are %s", [port, agreed]),
	}
}

agreed := concat(", ", [sprintf("%v", [port]) | some port in input.parameters.ports])
