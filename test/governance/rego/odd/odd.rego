# What a policy may answer, and what it may not: each rule is an entry point of its own.
package odd

import rego.v1

# Texts instead of objects.
texts contains "nothing is right"

# An outcome that is said, and data that was bundled with the policy.
outcomes contains {"address": "aws_s3_bucket.logs", "outcome": data.settings.outcome, "msg": "as bundled"}

# The identity that a policy sees.
whose contains sprintf("%s %s %v %v", [input.identity.cloud, input.identity.stage, input.identity.lasting, input.identity.patterns[_].id])

# Whether anything of the host's notes is left.
notes contains "the host's notes are there" if {
	some path
	walk(input.terraform, [path, _])
	path[count(path) - 1] == "//"
}

# No list.
number := 7

# No list of findings.
numbers contains 7

# No answer.
nothing contains "never" if input.nowhere

undefined_rule := ["never"] if input.nowhere

# An outcome that there is not.
wrong contains {"address": "", "outcome": "fine"}

# Built-in functions that a compiled policy lacks.
clock contains sprintf("%v", [time.now_ns()])

network contains "answer" if http.send({"method": "get", "url": "https://acme.example"}).status_code == 200
