# The logic is in start.py, which Windows uses without make. PYTHON=… names another Python, ARGS=… is passed on.
PYTHON ?= python3

.PHONY: help lab test practice progress notebooks gallery benchmark matrix mutate links bughunt classroom
help:
	@$(PYTHON) start.py help

lab test practice progress gallery benchmark:
	@$(PYTHON) start.py $@ $(ARGS)

# make notebooks · make notebooks ALL=1 · make notebooks LESSON=Course1/Week1/05_gradient_descent
notebooks:
	@$(PYTHON) start.py $@ $(if $(ALL),--all) $(LESSON) $(ARGS)

# make matrix · make matrix LESSON=Course1/Week1/05_gradient_descent ARGS="--only plain hostile"
matrix:
	@$(PYTHON) start.py $@ $(LESSON) $(ARGS)

# make mutate · make mutate LESSON=Course1/Week1/05_gradient_descent
mutate:
	@$(PYTHON) start.py $@ $(LESSON) $(ARGS)

# make links REPOSITORY=owner/name
links:
	@$(PYTHON) start.py $@ $(REPOSITORY) $(ARGS)

# make bughunt STUDENT=anna
bughunt:
	@$(PYTHON) start.py $@ "$(STUDENT)" $(ARGS)

# make classroom WEEK=Course1/Week1
classroom:
	@$(PYTHON) start.py $@ $(WEEK) $(ARGS)
