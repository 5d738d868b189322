def attacks():
    return iter(())
