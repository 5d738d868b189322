#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

struct start {
  void (*body)(void *);
  void *context;
};

static void *run(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
  start.body(start.context);
  return NULL;
}

// The thread inherits a mask in which signals are blocked: none can reach it before its first line.
int cs_thread_start(void (*body)(void *), void *context) {
  struct start *start = malloc(sizeof *start);
  if (start == NULL) return -1;
  start->body = body;
  start->context = context;

  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, (size_t)8 << 20);

  sigset_t before;
  pthread_sigmask(SIG_SETMASK, NULL, &before);
  cs_block_all_signals();
  pthread_t thread;
  int failed = pthread_create(&thread, &attributes, run, start);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  if (failed == 0) return 0;
  free(start);
  errno = failed;
  return -1;
}

struct cs_monitor {
  pthread_mutex_t mutex;
  pthread_cond_t condition;
};

cs_monitor *cs_monitor_make(void) {
  cs_monitor *monitor = malloc(sizeof *monitor);
  if (monitor == NULL) return NULL;
  pthread_mutex_init(&monitor->mutex, NULL);
#ifdef __APPLE__
  pthread_cond_init(&monitor->condition, NULL);
#else
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&monitor->condition, &attributes);
  pthread_condattr_destroy(&attributes);
#endif
  return monitor;
}

void cs_monitor_free(cs_monitor *monitor) {
  pthread_cond_destroy(&monitor->condition);
  pthread_mutex_destroy(&monitor->mutex);
  free(monitor);
}

void cs_monitor_lock(cs_monitor *monitor) { pthread_mutex_lock(&monitor->mutex); }
void cs_monitor_unlock(cs_monitor *monitor) { pthread_mutex_unlock(&monitor->mutex); }
void cs_monitor_wake(cs_monitor *monitor) { pthread_cond_broadcast(&monitor->condition); }

int cs_monitor_wait(cs_monitor *monitor, int64_t milliseconds) {
  if (milliseconds < 0) return pthread_cond_wait(&monitor->condition, &monitor->mutex) == 0 ? 0 : 1;
  struct timespec time;
#ifdef __APPLE__
  time.tv_sec = milliseconds / 1000;
  time.tv_nsec = milliseconds % 1000 * 1000000;
  int result = pthread_cond_timedwait_relative_np(&monitor->condition, &monitor->mutex, &time);
#else
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_sec += milliseconds / 1000;
  time.tv_nsec += milliseconds % 1000 * 1000000;
  if (time.tv_nsec >= 1000000000) {
    time.tv_sec += 1;
    time.tv_nsec -= 1000000000;
  }
  int result = pthread_cond_timedwait(&monitor->condition, &monitor->mutex, &time);
#endif
  return result == ETIMEDOUT ? 1 : 0;
}
